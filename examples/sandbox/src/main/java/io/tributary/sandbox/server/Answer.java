package io.tributary.sandbox.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** What is sent back: or rather what would be, if nothing went wrong on the way. */
record Answer(int status, ObjectNode body, Map<String, String> headers, Optional<Mishap> mishap) {}
