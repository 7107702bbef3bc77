from django.db import migrations

from tests.realms import updating


def fill(apps, editor):
    updating.attempt(editor)
    for job in apps.get_model("jobs", "Job").objects.filter(afterword=None):
        job.afterword = f"Catatan: {job.title}"
        job.save(update_fields=["afterword"])


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_room_for_an_afterword")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.RunSQL("CREATE INDEX job_afterword ON jobs_job (afterword)", elidable=True),
    ]
