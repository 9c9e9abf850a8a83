package io.evergrant.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a caller is told of what went wrong. */
class EveryProblemTest {
  /** The contract: a type that is renamed or gets another status breaks callers. */
  @Test
  void types_and_their_status_stay_as_they_were_published() {
    assertThat(Arrays.stream(ProblemType.values()).map(type -> type.status() + " " + type.uri()))
        .containsExactly(
            "401 urn:evergrant:problem:key-missing",
            "401 urn:evergrant:problem:key-unknown",
            "401 urn:evergrant:problem:key-ended",
            "401 urn:evergrant:problem:key-revoked",
            "401 urn:evergrant:problem:ticket-unknown",
            "401 urn:evergrant:problem:ticket-ended",
            "401 urn:evergrant:problem:proof-refused",
            "403 urn:evergrant:problem:ticket-too-narrow",
            "403 urn:evergrant:problem:api-host-unknown",
            "403 urn:evergrant:problem:organisation-suspended",
            "403 urn:evergrant:problem:address-refused",
            "403 urn:evergrant:problem:scope-missing",
            "403 urn:evergrant:problem:beyond-own",
            "403 urn:evergrant:problem:one-provider-only",
            "403 urn:evergrant:problem:admin-needed",
            "404 urn:evergrant:problem:not-found",
            "405 urn:evergrant:problem:method-not-allowed",
            "406 urn:evergrant:problem:not-acceptable",
            "415 urn:evergrant:problem:unsupported-media-type",
            "415 urn:evergrant:problem:serialized-object",
            "413 urn:evergrant:problem:body-too-large",
            "400 urn:evergrant:problem:malformed-body",
            "400 urn:evergrant:problem:invalid-parameter",
            "422 urn:evergrant:problem:invalid-body",
            "400 urn:evergrant:problem:invalid-header",
            "400 urn:evergrant:problem:bad-request",
            "428 urn:evergrant:problem:precondition-required",
            "412 urn:evergrant:problem:precondition-failed",
            "409 urn:evergrant:problem:name-taken",
            "409 urn:evergrant:problem:idempotent-under-way",
            "409 urn:evergrant:problem:idempotent-answer-lost",
            "422 urn:evergrant:problem:idempotency-key-reused",
            "409 urn:evergrant:problem:wrong-state",
            "409 urn:evergrant:problem:grant-not-active",
            "429 urn:evergrant:problem:too-many-calls",
            "503 urn:evergrant:problem:not-now",
            "503 urn:evergrant:problem:token-replaced",
            "502 urn:evergrant:problem:api-not-reached",
            "502 urn:evergrant:problem:api-answer-cut",
            "505 urn:evergrant:problem:http-version-unfit",
            "504 urn:evergrant:problem:api-timeout",
            "503 urn:evergrant:problem:store-unavailable",
            "500 urn:evergrant:problem:internal");
  }

  @Test
  void P11_what_broke_inside_stays_inside() {
    var told = EveryProblem.problem(new IllegalStateException("secret-of-the-database"));
    assertThat(told.type()).isEqualTo(ProblemType.INTERNAL);
    assertThat(told.getMessage()).doesNotContain("secret-of-the-database");
    var store =
        EveryProblem.problem(new StoreUnavailable(Cause.SEALED, "vault at 10.0.0.1 is sealed"));
    assertThat(store.type()).isEqualTo(ProblemType.STORE_UNAVAILABLE);
    assertThat(store.getMessage()).doesNotContain("10.0.0.1");
  }
}
