"""A target of Meltano's SDK as it comes, whose sink throws its batches away."""

from singer_sdk import BatchSink, Target


class NoSink(BatchSink):
    """Takes batches and does nothing with them."""

    def process_batch(self, context):
        """Leave the batch where it is."""


class NoTarget(Target):
    """A target without a destination."""

    name = "target-none"
    config_jsonschema = {"type": "object", "properties": {}}
    default_sink_class = NoSink


if __name__ == "__main__":
    NoTarget.cli()
