-- Makers of the models in use: the vendors named as model developers.
select distinct vendor_id from dependencies where layer = 'model_developer' order by vendor_id
