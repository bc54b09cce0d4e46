package io.tributary.singer.log;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.singer.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;

/** A failure's stack trace, for people and for machines. */
final class StackTraces {
  /** Causes beyond this depth are left out: a chain may be a circle. */
  private static final int MOST_CAUSES = 8;

  private StackTraces() {}

  static String asText(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString().stripTrailing();
  }

  static ObjectNode asJson(Throwable failure) {
    return asJson(failure, MOST_CAUSES);
  }

  private static ObjectNode asJson(Throwable failure, int causes) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("type", failure.getClass().getSimpleName());
    json.put("module", failure.getClass().getPackageName());
    json.put("message", String.valueOf(failure.getMessage()));
    ArrayNode frames = json.putArray("traceback");
    for (StackTraceElement frame : failure.getStackTrace()) {
      frames
          .addObject()
          .put("filename", String.valueOf(frame.getFileName()))
          .put("function", frame.getClassName() + "." + frame.getMethodName())
          .put("lineno", Math.max(0, frame.getLineNumber()))
          .put("line", "");
    }
    Throwable cause = failure.getCause();
    if (cause != null && causes > 0) {
      json.set("cause", asJson(cause, causes - 1));
    }
    return json;
  }
}
