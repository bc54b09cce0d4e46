"""Runs singer-check-tap over standard input, with the one fault mended that keeps it from judging nullable objects.

It looks for date-times in the properties of whatever it validates, also in the null of a property whose type is
["null", "object"], and dies there. JSON Schema says that "properties" concerns objects only, so only they are looked at.
All else, and so every verdict, is its own.
"""

from jsonschema import validators
from singertools import check_tap

extend = check_tap.extend_with_default


def extend_for_objects(validator_class):
    judge = extend(validator_class)
    properties = judge.VALIDATORS["properties"]

    def properties_of_objects(validator, expected, instance, schema):
        if isinstance(instance, dict):
            yield from properties(validator, expected, instance, schema)

    return validators.extend(judge, {"properties": properties_of_objects})


check_tap.extend_with_default = extend_for_objects
check_tap.main()
