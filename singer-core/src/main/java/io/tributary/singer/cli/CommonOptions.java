package io.tributary.singer.cli;

import io.tributary.singer.log.LogFormat;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of every connector. */
final class CommonOptions {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = {
        "A file of settings in JSON; may be repeated, and later ones win.",
        "ENV takes them from environment variables, and from .env in the current folder."
      })
  List<String> config = new ArrayList<>();

  @Option(names = "--about", description = "Describe the connector and its settings, and exit.")
  boolean about;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How to describe it: ${COMPLETION-CANDIDATES}.")
  AboutFormat format = AboutFormat.text;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How to write lines on standard error: ${COMPLETION-CANDIDATES}.")
  LogFormat logFormat = LogFormat.TEXT;

  @Option(names = "--verbose", description = "Log more, and show where a failure arose.")
  boolean verbose;

  @Option(names = "--plan", description = "Print what would be done, and do none of it.")
  boolean plan;

  /** The forms of a description, in the words of the command line. */
  enum AboutFormat {
    text,
    json,
    markdown
  }
}
