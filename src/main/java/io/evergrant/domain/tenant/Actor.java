package io.evergrant.domain.tenant;

/** Who did what an audit event tells. */
public sealed interface Actor {
  /** The refresh timer of a node. */
  record Timer(String node) implements Actor {}

  /** A person who had signed in. */
  record Person(MemberId id, String email) implements Actor {}

  /** The portal itself, as when it recovers what a crashed node left. */
  record Portal(String node) implements Actor {}

  /** A back end, by its API key. */
  record ApiKey(ApiKeyId id, String name) implements Actor {}

  /** Whoever holds a consent link. */
  record Link(ConsentLinkId id) implements Actor {}

  /** Somebody who had not signed in, as at a failed sign-in. */
  record Anonymous() implements Actor {}
}
