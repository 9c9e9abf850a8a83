package io.evergrant.usecase.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.usecase.port.Imports.Known;
import io.evergrant.usecase.port.Imports.Spent;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which grant a row belongs to: same provider and same account, one grant. */
class PlanTest {
  private static final Known ADA = known("c-ada", "s-ada", "held-ada");
  private static final Known NAMELESS = known("c-x", null, "held-x");

  @Test
  void a_row_about_nobody_known_makes_a_new_grant() {
    var plan = plan(row(1, "c-new", "s-new", "r1")).among(List.of(ADA, NAMELESS));
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.planned().getFirst().target()).isNull();
  }

  @Test
  void the_subject_decides_and_then_the_external_id() {
    var plan =
        plan(
                row(1, "c-other-name", "s-ada", "r1"),
                row(2, "c-x", null, "r2"),
                row(3, "c-y", "s-y", "r3"))
            .among(List.of(ADA, NAMELESS));
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.planned())
        .extracting(Planned::target)
        .containsExactly(ADA.grant(), NAMELESS.grant(), null);
  }

  @Test
  void a_grant_of_no_known_subject_takes_the_subject_of_its_external_id() {
    var plan = plan(row(1, "c-x", "s-x", "r1")).among(List.of(NAMELESS));
    assertThat(plan.planned().getFirst().target()).isEqualTo(NAMELESS.grant());
  }

  @Test
  void another_subject_changes_nothing_and_says_so() {
    refused(
        plan(row(1, "c-ada", "s-eve", "r1")).among(List.of(ADA)), "subject", Fault.OTHER_SUBJECT);
  }

  @Test
  void several_grants_of_one_external_id_need_a_subject() {
    var other = known("c-ada", "s-ada-2", "held-2");
    refused(
        plan(row(1, "c-ada", null, "r1")).among(List.of(ADA, other)), "subject", Fault.AMBIGUOUS);
    var plan = plan(row(1, "c-ada", "s-ada-2", "r1")).among(List.of(ADA, other));
    assertThat(plan.planned().getFirst().target()).isEqualTo(other.grant());
  }

  @Test
  void doubles_within_the_import_name_the_row_before() {
    var plan =
        plan(
            row(1, "c-1", "s-1", "r1"),
            row(2, "c-1", null, "r2"),
            row(3, "c-3", "s-1", "r3"),
            row(4, "c-4", null, "r1"));
    assertThat(plan.planned()).extracting(row -> row.row().row()).containsExactly(1);
    assertThat(plan.problems())
        .containsExactly(
            new RowProblem(2, "external_id", Fault.SAME_ACCOUNT, 1),
            new RowProblem(3, "external_id", Fault.SAME_ACCOUNT, 1),
            new RowProblem(4, "token.refresh_token", Fault.SAME_TOKEN, 1));
  }

  @Test
  void two_rows_cannot_have_one_grant_by_two_ways() {
    var plan =
        plan(row(1, "c-other-name", "s-ada", "r1"), row(2, "c-ada", null, "r2"))
            .among(List.of(ADA));
    assertThat(plan.planned()).extracting(row -> row.row().row()).containsExactly(1);
    assertThat(plan.problems())
        .containsExactly(new RowProblem(2, "external_id", Fault.SAME_ACCOUNT, 1));
  }

  @Test
  void a_token_that_another_grant_holds_is_refused_and_the_grants_own_is_there_already() {
    refused(
        plan(row(1, "c-new", null, "held-ada")).among(List.of(ADA)),
        "token.refresh_token",
        Fault.TOKEN_TAKEN);
    var own = plan(row(1, "c-ada", null, "held-ada")).among(List.of(ADA));
    assertThat(own.planned().getFirst().isThereAlready()).isTrue();
  }

  @Test
  void P05_a_token_that_the_grant_has_spent_replaces_nothing() {
    var plan = plan(row(1, "c-ada", null, "old"), row(2, "c-x", null, "old-of-another"));
    var spent =
        Set.of(
            new Spent(ADA.grant(), new Fingerprint("old")),
            new Spent(ADA.grant(), new Fingerprint("old-of-another")));
    var left = plan.among(List.of(ADA, NAMELESS)).without(spent);
    assertThat(left.planned()).extracting(row -> row.row().row()).containsExactly(2);
    assertThat(left.problems())
        .containsExactly(new RowProblem(1, "token.refresh_token", Fault.SPENT, null));
  }

  @Test
  void a_token_that_never_changes_was_spent_and_is_still_the_grants_own() {
    var spent = Set.of(new Spent(ADA.grant(), ADA.fingerprint()));
    var plan = plan(row(1, "c-ada", null, "held-ada")).among(List.of(ADA)).without(spent);
    assertThat(plan.problems()).isEmpty();
  }

  @Test
  void an_unknown_provider_and_another_client_are_refused() {
    var elsewhere = new ImportRow(1, Place.OTHER, "c", null, Place.tokens("r1", null));
    refused(plan(elsewhere), "provider", Fault.NO_SUCH_PROVIDER);
    var foreign = new ImportRow(1, Place.PROVIDER.id(), "c", null, Place.tokens("r1", "not-ours"));
    refused(plan(foreign), "token.client_id", Fault.OTHER_CLIENT);
    var ours = new ImportRow(1, Place.PROVIDER.id(), "c", null, Place.tokens("r1", "client"));
    assertThat(plan(ours).problems()).isEmpty();
  }

  private static void refused(Plan plan, String field, Fault fault) {
    assertThat(plan.planned()).isEmpty();
    assertThat(plan.problems()).containsExactly(new RowProblem(1, field, fault, null));
  }

  private static Plan plan(ImportRow... rows) {
    return Plan.of(
        new Document(List.of(rows), List.of()),
        List.of(Place.PROVIDER),
        row -> print(row.tokens().refreshToken()));
  }

  private static Fingerprint print(RefreshToken token) {
    return new Fingerprint(token.reveal());
  }

  private static ImportRow row(
      int number, String externalId, @Nullable String subject, String token) {
    return new ImportRow(
        number, Place.PROVIDER.id(), externalId, subject, Place.tokens(token, null));
  }

  private static Known known(String externalId, @Nullable String subject, String token) {
    return new Known(
        new GrantId(UUID.randomUUID()),
        Place.PROVIDER.id(),
        subject,
        externalId,
        externalId,
        new Fingerprint(token),
        true);
  }
}
