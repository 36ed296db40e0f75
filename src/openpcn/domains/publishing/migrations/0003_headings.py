"""Headings of the residents' pages are a text too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0002_messages")]

    operations = [
        migrations.AlterField(
            model_name="publication",
            name="topic",
            field=models.CharField(
                choices=[
                    ("planned", "What is planned"),
                    ("offered", "What is offered, where and when"),
                    ("restriction", "What is restricted for now"),
                    ("account", "The year's account to residents"),
                    ("story", "An improvement that others can use"),
                    ("headings", "The headings of the pages for residents"),
                ],
                max_length=12,
            ),
        )
    ]
