package io.tributary.sandbox.server;

import io.tributary.sandbox.Fault;
import java.util.Map;
import java.util.Optional;

/** What is sent back: or rather what would be, if nothing went wrong on the way. */
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, byte[] body, Map<String, String> headers, Optional<Fault> fault) {}
