package io.evergrant.adapter.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.MemberId;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AskerColumnsTest {
  private static final UUID ID = UUID.randomUUID();

  @Test
  void a_person_and_a_key_are_told_apart() {
    assertThat(AskerColumns.of(new Actor.Person(new MemberId(ID), "ada@acme.example")))
        .isEqualTo(new AskerColumns("PERSON", "ada@acme.example", ID));
    assertThat(AskerColumns.of(new Actor.ApiKey(new ApiKeyId(ID), "worker")))
        .isEqualTo(new AskerColumns("API", "worker", ID));
  }

  @ParameterizedTest
  @MethodSource("nobody")
  void what_anything_else_makes_due_is_the_timers(Actor actor) {
    assertThat(AskerColumns.of(actor)).isEqualTo(new AskerColumns(null, null, null));
  }

  static Stream<Actor> nobody() {
    return Stream.of(
        new Actor.Timer("n1"),
        new Actor.Portal("n1"),
        new Actor.Link(new ConsentLinkId(ID)),
        new Actor.Anonymous());
  }
}
