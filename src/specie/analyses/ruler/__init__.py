"""By which ruler?"""
