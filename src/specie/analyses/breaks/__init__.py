"""What breaks?"""
