package io.tributary.singer.http;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an API answered.
 *
 * @param request to what
 * @param status the HTTP status, or 0 if there was no answer
 * @param headers what came with it
 * @param body the JSON in it; a missing node if there was none
 */
public record Answer(Request request, int status, Headers headers, JsonNode body)
    implements Outcome {

  /** Says which request and how it ended; the body is nobody's business. */
  @Override
  public String toString() {
    return request + " answered " + status;
  }
}
