package io.evergrant.portal.grant;

import io.evergrant.domain.audit.AuditTime;
import io.evergrant.domain.bulk.GrantFilterReader;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantQuestion;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Rotation;
import io.evergrant.domain.outcome.ConsentCause;
import io.evergrant.domain.overview.EndsSoon;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Query;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.ShownZone;
import io.evergrant.usecase.bulk.ManageBulkActs;
import io.evergrant.usecase.handover.HandOverToken;
import io.evergrant.usecase.overview.ReadGrants;
import io.evergrant.usecase.provider.ReadProviders;
import io.evergrant.usecase.provider.ReadProviders.WithGrants;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Grants by account; filter and page stand in the address. */
@Named("grantsPage")
@RequestScoped
public class GrantsPage {
  private static final int SIZE = 50;
  private static final List<String> PERIODS =
      Stream.of(EndsSoon.WEEK, EndsSoon.MONTH).map(time -> Long.toString(time.toDays())).toList();
  private static final List<String> CAUSES =
      Stream.concat(
              Arrays.stream(ConsentCause.values())
                  .map(cause -> cause.name().toLowerCase(Locale.ROOT)),
              Stream.of("outcome_unknown", "store_behind"))
          .toList();

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private ReadGrants grants;
  @Inject private ReadProviders providers;
  @Inject private HandOverToken tokens;
  @Inject private ManageBulkActs acts;

  @Inject private ShownZone own;

  private GrantFilterReader.Read read =
      new GrantFilterReader.Read(GrantFilter.ANY, ZoneOffset.UTC, List.of());
  private List<Grant> rows = List.of();
  private List<WithGrants> known = List.of();
  private boolean more;

  @PostConstruct
  void load() {
    read =
        GrantFilterReader.read(
            name -> name.equals("grant") ? List.of() : here.parameters(name), own.id());
    var found = grants.list(me.member(), question());
    more = found.size() > SIZE;
    rows = more ? found.subList(0, SIZE) : found;
    known = providers.list(me.member());
  }

  public List<Grant> getRows() {
    return rows;
  }

  public List<WithGrants> getProviders() {
    return known;
  }

  /** How many hand-overs wait for a second admin. */
  public int getHandOvers() {
    return tokens.countAsked(me.member());
  }

  public List<GrantStatus> getStatuses() {
    return List.of(GrantStatus.values());
  }

  /** How many acts on many grants run, or wait for a second admin. */
  public int getActs() {
    return acts.countUnderWay(me.member());
  }

  public String getText() {
    return here.parameter("q");
  }

  public String getStatus() {
    return here.choice("status");
  }

  public String getProvider() {
    return here.choice("provider");
  }

  public String getCause() {
    return here.choice("cause");
  }

  public List<String> getCauses() {
    return CAUSES;
  }

  /** Days within which the consent ends. */
  public String getEnds() {
    return here.choice("ends");
  }

  public List<String> getPeriods() {
    return PERIODS;
  }

  public String getScope() {
    return here.parameter("scope");
  }

  public String getFrom() {
    return here.parameter("from");
  }

  public String getBefore() {
    return here.parameter("before");
  }

  /** In which a day, or a time without an offset, is meant: the own one until some is typed. */
  public String getZone() {
    return (isLocal() ? read.zone() : own.id()).getId();
  }

  private boolean isLocal() {
    return Stream.of(getFrom(), getBefore())
        .anyMatch(time -> !time.isEmpty() && !AuditTime.hasOffset(time));
  }

  /** What was seen of the refresh token. */
  public String getRotation() {
    return here.choice("rotation");
  }

  public List<Rotation> getRotations() {
    return List.of(Rotation.values());
  }

  /** Id of an act that made links; empty where none is asked for. */
  public String getUnanswered() {
    return here.parameter("unanswered");
  }

  /** Whether a filter that is not shown at once is in use. */
  public boolean isFurther() {
    return !(getScope() + getFrom() + getBefore() + getRotation()).isEmpty();
  }

  /** Whether something is asked, in the address or in a form that this page showed. */
  public boolean isFiltered() {
    return !filter().toString().isEmpty() || !here.parameter("question").isEmpty();
  }

  /** Whether all of what is asked was understood: else there are more grants here than meant. */
  public boolean isUnderstood() {
    return read.isUnderstood();
  }

  /** Whether this person can do something to many of them. */
  public boolean isActable() {
    return me.isAdmin() && isUnderstood();
  }

  /** What is asked, as hidden fields of a form. */
  public List<Part> getAsked() {
    return filter().parts().entrySet().stream()
        .map(part -> new Part(part.getKey(), part.getValue()))
        .toList();
  }

  /** The question as views and acts keep it. */
  public String getQuestion() {
    return read.filter().query();
  }

  public boolean isFirst() {
    return here.parameter("after").isEmpty();
  }

  /** Address of the first page of the same question. */
  public String getFirstPage() {
    return "/grants" + filter();
  }

  /** Address of the next page; empty on the last. */
  public String getNextPage() {
    if (!more) {
      return "";
    }
    var last = rows.get(rows.size() - 1);
    return "/grants" + filter().with("after", last.id()).with("account", last.account());
  }

  private Query filter() {
    return new Query()
        .with("q", getText())
        .with("status", getStatus())
        .with("cause", getCause())
        .with("provider", getProvider())
        .with("ends", getEnds())
        .with("scope", getScope())
        .with("from", getFrom())
        .with("before", getBefore())
        .with("zone", isLocal() ? getZone() : "")
        .with("rotation", getRotation())
        .with("unanswered", getUnanswered());
  }

  private GrantQuestion question() {
    var after = id("after", GrantId::new);
    return new GrantQuestion(
        read.filter(),
        after == null ? null : new GrantQuestion.After(here.parameter("account"), after),
        SIZE + 1);
  }

  private <T> @Nullable T id(String name, Function<UUID, T> type) {
    try {
      return type.apply(UUID.fromString(here.parameter(name)));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** One parameter of the question. */
  public record Part(String name, String value) {}
}
