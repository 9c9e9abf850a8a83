package io.evergrant.portal.audit;

import io.evergrant.domain.audit.ActorKind;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.Outcomes;
import io.evergrant.domain.audit.Qualifier;
import io.evergrant.domain.audit.QuestionText;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.outcome.Classification.DeferCause;
import io.evergrant.domain.outcome.Classification.UnknownCause;
import io.evergrant.domain.outcome.ConsentCause;
import io.evergrant.domain.outcome.RefreshOutcome.AbandonCause;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Query;
import io.evergrant.portal.text.Sentences;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What can be asked of the log: every qualifier, with the values that are known. */
@Named("auditHelp")
@RequestScoped
public class AuditHelp {
  private static final int PROVIDERS = 50;
  private static final List<String> FIELDS =
      List.of("type", "outcome", "provider", "from", "until", "zone", "grant");

  @Inject private Here here;
  @Inject private Sentences text;
  @Inject private AuditPage page;

  public List<Row> getRows() {
    return Arrays.stream(Qualifier.values())
        .map(
            one ->
                new Row(
                    one.code(),
                    text.of("ask.what." + one.code()),
                    values(one).map(value -> choice(one, value)).toList()))
        .toList();
  }

  /** For the list under the field: each the question so far with one part more. */
  public List<String> getNext() {
    return Arrays.stream(Qualifier.values())
        .flatMap(one -> Stream.concat(values(one), examples(one)).map(value -> part(one, value)))
        .map(this::added)
        .toList();
  }

  private Choice choice(Qualifier qualifier, String value) {
    var query = new Query().with("q", added(part(qualifier, value)));
    FIELDS.forEach(field -> query.with(field, here.choice(field)));
    return new Choice(value, "/audit" + query);
  }

  private String added(String part) {
    return (here.parameter("q") + " " + part).strip();
  }

  private static String part(Qualifier qualifier, String value) {
    return qualifier.code() + ":" + QuestionText.quoted(value);
  }

  private Stream<String> values(Qualifier qualifier) {
    return switch (qualifier) {
      case TYPE -> Arrays.stream(AuditEventType.values()).map(AuditEventType::code);
      case OUTCOME -> Outcomes.ALL.stream();
      case PROVIDER ->
          page.getProviders().stream().limit(PROVIDERS).map(row -> row.provider().name());
      case ACTOR -> ActorKind.codes().stream();
      case TRIGGER ->
          Arrays.stream(Trigger.values()).map(one -> one.name().toLowerCase(Locale.ROOT));
      case STATUS -> Stream.of("4xx", "5xx", "400", "401", "429", "503");
      case ERROR -> Stream.of("invalid_grant", "invalid_client");
      case CAUSE -> causes();
      case NODE -> nodes();
      case GRANT, ATTEMPT, AFTER, BEFORE -> Stream.empty();
    };
  }

  /** Those that outcomes of a refresh are told with, an error of a provider aside. */
  static Stream<String> causes() {
    return Stream.concat(
            Stream.of("rotated", "same_token"),
            Stream.<Enum<?>[]>of(
                    ConsentCause.values(),
                    DeferCause.values(),
                    UnknownCause.values(),
                    AbandonCause.values())
                .flatMap(Arrays::stream)
                .map(one -> one.name().toLowerCase(Locale.ROOT)))
        .distinct();
  }

  /** Those that the shown events name. */
  private Stream<String> nodes() {
    return page.getRows().stream()
        .map(row -> row.details().getOrDefault("node", ""))
        .filter(node -> !node.isEmpty())
        .distinct()
        .sorted();
  }

  private static Stream<String> examples(Qualifier qualifier) {
    return switch (qualifier) {
      case AFTER, BEFORE -> Stream.of("2026-01-31", "2026-01-31T08:00");
      default -> Stream.empty();
    };
  }

  /**
   * One qualifier.
   *
   * @param choices empty where any value may be one
   */
  public record Row(String code, String what, List<Choice> choices) {}

  /** A value, and the address of the question with it. */
  public record Choice(String value, String address) {}
}
