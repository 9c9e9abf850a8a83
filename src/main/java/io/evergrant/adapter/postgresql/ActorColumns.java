package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.Actor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An actor as columns of the log. */
record ActorColumns(String kind, @Nullable UUID member, @Nullable String name) {
  static ActorColumns of(Actor actor) {
    return switch (actor) {
      case Actor.Timer timer -> new ActorColumns("timer", null, timer.node());
      case Actor.Person person -> new ActorColumns("person", person.id().value(), person.email());
      case Actor.Portal portal -> new ActorColumns("portal", null, portal.node());
      case Actor.ApiKey key -> new ActorColumns("api_key", null, key.name());
      case Actor.Link link -> new ActorColumns("link", null, null);
      case Actor.Anonymous anonymous -> new ActorColumns("anonymous", null, null);
    };
  }

  /** The person's address or the key's name; null where it was neither. */
  static @Nullable String caller(Actor actor) {
    return switch (actor) {
      case Actor.Person person -> person.email();
      case Actor.ApiKey key -> key.name();
      case Actor.Timer timer -> null;
      case Actor.Portal portal -> null;
      case Actor.Link link -> null;
      case Actor.Anonymous anonymous -> null;
    };
  }
}
