package io.tributary.sandbox.entity;

/** Names an object without holding it. */
public record Ref(Kind kind, long serial) {}
