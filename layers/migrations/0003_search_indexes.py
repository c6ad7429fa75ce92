import django.contrib.postgres.indexes
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models


#: unaccent() itself may change with its dictionary, so Postgres keeps it out of indexes; ours never changes.
FOLDED = """
    CREATE FUNCTION layers_folded(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN public.unaccent('public.unaccent'::regdictionary, lower($1))
"""


class Migration(migrations.Migration):

    dependencies = [
        ('layers', '0002_base_data'),
    ]

    operations = [
        migrations.RunSQL(FOLDED, "DROP FUNCTION layers_folded(text)"),
        migrations.AddIndex(
            model_name='equipment',
            index=models.Index(django.db.models.functions.comparison.Collate(django.db.models.functions.text.Lower('id'), 'C'), condition=models.Q(('id__isnull', False)), name='equipment_search_id'),
        ),
        migrations.AddIndex(
            model_name='equipment',
            index=models.Index(django.db.models.functions.comparison.Collate(django.db.models.functions.text.Lower('source_id'), 'C'), condition=models.Q(('source_id__isnull', False)), name='equipment_search_source'),
        ),
        migrations.AddIndex(
            model_name='equipment',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(models.F('name'), function='layers_folded'), 'gin_trgm_ops'), name='equipment_search_name'),
        ),
        migrations.AddIndex(
            model_name='pole',
            index=models.Index(django.db.models.functions.comparison.Collate(django.db.models.functions.text.Lower('id'), 'C'), condition=models.Q(('id__isnull', False)), name='pole_search_id'),
        ),
        migrations.AddIndex(
            model_name='pole',
            index=models.Index(django.db.models.functions.comparison.Collate(django.db.models.functions.text.Lower('plate'), 'C'), condition=models.Q(('plate__isnull', False)), name='pole_search_plate'),
        ),
        migrations.AddIndex(
            model_name='pole',
            index=models.Index(django.db.models.functions.comparison.Collate(django.db.models.functions.text.Lower('source_id'), 'C'), condition=models.Q(('source_id__isnull', False)), name='pole_search_source'),
        ),
        migrations.AddIndex(
            model_name='span',
            index=models.Index(django.db.models.functions.comparison.Collate(django.db.models.functions.text.Lower('id'), 'C'), condition=models.Q(('id__isnull', False)), name='span_search_id'),
        ),
        migrations.AddIndex(
            model_name='span',
            index=models.Index(django.db.models.functions.comparison.Collate(django.db.models.functions.text.Lower('source_id'), 'C'), condition=models.Q(('source_id__isnull', False)), name='span_search_source'),
        ),
        migrations.AddIndex(
            model_name='transformer',
            index=models.Index(fields=['publication', 'pole_id'], name='transformer_pole'),
        ),
        migrations.AddIndex(
            model_name='transformer',
            index=models.Index(django.db.models.functions.comparison.Collate(django.db.models.functions.text.Lower('id'), 'C'), condition=models.Q(('id__isnull', False)), name='transformer_search_id'),
        ),
        migrations.AddIndex(
            model_name='transformer',
            index=models.Index(django.db.models.functions.comparison.Collate(django.db.models.functions.text.Lower('plate'), 'C'), condition=models.Q(('plate__isnull', False)), name='transformer_search_plate'),
        ),
        migrations.AddIndex(
            model_name='transformer',
            index=models.Index(django.db.models.functions.comparison.Collate(django.db.models.functions.text.Lower('pole_plate'), 'C'), condition=models.Q(('pole_plate__isnull', False)), name='transformer_search_pole'),
        ),
        migrations.AddIndex(
            model_name='transformer',
            index=models.Index(django.db.models.functions.comparison.Collate(django.db.models.functions.text.Lower('source_id'), 'C'), condition=models.Q(('source_id__isnull', False)), name='transformer_search_source'),
        ),
        migrations.AddIndex(
            model_name='transformer',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.Func(models.F('name'), function='layers_folded'), 'gin_trgm_ops'), name='transformer_search_name'),
        ),
    ]
