package io.evergrant.portal.overview;

import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantQuestion;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.provider.Provider;
import io.evergrant.portal.frame.Query;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Words;
import io.evergrant.usecase.overview.ReadGrants;
import io.evergrant.usecase.provider.ReadProviders;
import io.evergrant.usecase.provider.ReadProviders.WithGrants;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many grants stand where, and what needs a person: one line and one act for each problem. */
@Named("overviewPage")
@RequestScoped
public class OverviewPage {
  /** Grants in trouble that are looked at to group them; more than that is told as «more». */
  private static final int LOOKED_AT = 500;

  @Inject private SignedInMember me;
  @Inject private ReadGrants grants;
  @Inject private ReadProviders providers;
  @Inject private Sentences text;
  @Inject private Words words;

  private Map<GrantStatus, Long> counts = Map.of();
  private List<WithGrants> registered = List.of();
  private List<Attention> attention = List.of();

  @PostConstruct
  void load() {
    counts = grants.countByStatus(me.member());
    registered = providers.list(me.member());
    var all = new ArrayList<Attention>();
    registered.stream()
        .filter(provider -> provider.provider().isPaused())
        .forEach(provider -> all.add(paused(provider)));
    all.addAll(troubled(GrantStatus.NEEDS_CONSENT));
    all.addAll(troubled(GrantStatus.NEEDS_REVIEW));
    attention = List.copyOf(all);
  }

  public long getTotal() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Grants that only a person can help. */
  public long getTroubled() {
    return count(GrantStatus.NEEDS_CONSENT) + count(GrantStatus.NEEDS_REVIEW);
  }

  public long getWell() {
    return count(GrantStatus.ACTIVE);
  }

  public List<WithGrants> getProviders() {
    return registered;
  }

  public List<Attention> getAttention() {
    return attention;
  }

  public List<Tile> getTiles() {
    var tiles = new ArrayList<Tile>();
    for (var status : GrantStatus.values()) {
      var count = count(status);
      if (count > 0 || isAlwaysShown(status)) {
        tiles.add(new Tile(status, count, count == 0 ? "none" : words.tone(status)));
      }
    }
    return tiles;
  }

  private static boolean isAlwaysShown(GrantStatus status) {
    return switch (status) {
      case ACTIVE, NEEDS_CONSENT, NEEDS_REVIEW, PAUSED -> true;
      case PENDING, UNPROVED, REVOKED -> false;
    };
  }

  private long count(GrantStatus status) {
    return counts.getOrDefault(status, 0L);
  }

  private Attention paused(WithGrants with) {
    Provider provider = with.provider();
    return new Attention(
        with.grants(),
        "warn",
        text.of("overview.paused", provider.name()),
        words.pauseReason(provider.statusReason()),
        text.of("overview.paused.act"),
        "/providers/" + provider.id());
  }

  private List<Attention> troubled(GrantStatus status) {
    if (count(status) == 0) {
      return List.of();
    }
    var question = new GrantQuestion(null, status, null, null, LOOKED_AT);
    var groups = new LinkedHashMap<Group, List<Grant>>();
    for (var grant : grants.list(me.member(), question)) {
      var group = new Group(grant.provider().toString(), grant.statusCause());
      groups.computeIfAbsent(group, g -> new ArrayList<>()).add(grant);
    }
    return groups.values().stream().map(group -> line(status, group)).toList();
  }

  private Attention line(GrantStatus status, List<Grant> group) {
    var first = group.get(0);
    var filter = new Query().with("status", words.code(status)).with("provider", first.provider());
    var one = group.size() == 1;
    return new Attention(
        group.size(),
        words.tone(status),
        text.of("overview.trouble", first.providerName(), words.status(status)),
        words.statusCause(first.statusCause()),
        text.of(one ? "overview.trouble.one" : "overview.trouble.many"),
        one ? "/grants/" + first.id() : "/grants" + filter);
  }

  private record Group(String provider, @Nullable String cause) {}

  /** A count with its address. */
  public record Tile(GrantStatus status, long count, String tone) {}

  /** One problem and the way to its mend. */
  public record Attention(
      long count, String tone, String title, String what, String act, String address) {}
}
