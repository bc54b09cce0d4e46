package io.tributary.singer.http;

/** What came of sending a request once. */
sealed interface Outcome permits Answer, Failure {}
