package io.evergrant.api;

import io.evergrant.domain.bulk.BlastRadius;
import io.evergrant.domain.bulk.BulkAct;
import io.evergrant.domain.bulk.BulkLine;
import io.evergrant.domain.bulk.BulkResult;
import io.evergrant.domain.bulk.LinkProgress;
import io.evergrant.domain.bulk.LinkStanding;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.usecase.bulk.MailLinks.Mailing;
import io.evergrant.usecase.bulk.ManageBulkActs.InFull;
import jakarta.json.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Acts on many grants as the API shows them. */
final class BulkView {
  private BulkView() {}

  static JsonObject of(BlastRadius radius, boolean needsSecond) {
    return new Json()
        .with("mark", radius.mark())
        .with("found", radius.found())
        .with("hit", radius.hit())
        .with("needs_review", radius.doubtful())
        .with("needs_second", needsSecond)
        .with("providers", Json.objects(radius.providers().stream().map(BulkView::of).toList()))
        .with("first", Json.objects(radius.first().stream().map(BulkView::of).toList()))
        .done();
  }

  private static JsonObject of(BlastRadius.AtProvider at) {
    return new Json()
        .with("provider", at.provider())
        .with("name", at.name())
        .with("found", at.found())
        .with("hit", at.hit())
        .with("needs_review", at.doubtful())
        .with("oldest_consent_at", at.since())
        .with("last_used_at", at.used())
        .with("revocation_offered", at.revocable())
        .done();
  }

  private static JsonObject of(BlastRadius.Account account) {
    return new Json()
        .with("grant", account.grant())
        .with("account", account.name())
        .with("provider_name", account.providerName())
        .done();
  }

  static JsonObject of(BulkAct act) {
    return begun(act).done();
  }

  static JsonObject of(InFull found) {
    var progress = found.progress();
    var results = new Json();
    for (var result : BulkResult.values()) {
      results.with(result.code(), progress.of(result));
    }
    return begun(found.act())
        .with("waiting", progress.waiting())
        .with("under_way", progress.underWay())
        .with("percent", progress.percent())
        .with("results", results.done())
        .with("links", links(found.links()))
        .done();
  }

  private static @Nullable JsonObject links(@Nullable LinkProgress links) {
    if (links == null) {
      return null;
    }
    var standings = new Json().with("made", links.made());
    for (var standing : LinkStanding.values()) {
      standings.with(standing.code(), links.of(standing));
    }
    return standings.done();
  }

  private static Json begun(BulkAct act) {
    return new Json()
        .with("id", act.id())
        .with("act", act.kind().code())
        .with("question", act.question())
        .with("state", Parameters.code(act.state()))
        .with("grants", act.grants())
        .with("asked_by", act.asker())
        .with("asked_at", act.askedAt())
        .with("decided_by", act.decider())
        .with("cancelled_by", act.cancelledBy())
        .with("ended_at", act.endedAt());
  }

  static JsonObject of(Mailing.Done asked) {
    return new Json().with("mails", asked.owners()).done();
  }

  /** A link that was made, with where its owner goes. */
  static JsonObject of(BulkLine line, ConsentLink link, String url) {
    var standing = Objects.requireNonNull(line.link(), "of a link that was made");
    return new Json()
        .with("number", line.number())
        .with("grant", line.grant())
        .with("account", line.account())
        .with("external_id", line.externalId())
        .with("provider", line.provider())
        .with("provider_name", line.providerName())
        .with("id", link.id())
        .with("link", standing.code())
        .with("url", url)
        .with("expires_at", link.endsAt())
        .done();
  }

  static JsonObject of(BulkLine line) {
    var result = line.result();
    var link = line.link();
    return new Json()
        .with("number", line.number())
        .with("grant", line.grant())
        .with("account", line.account())
        .with("provider", line.provider())
        .with("state", result != null ? "over" : line.begun() ? "under_way" : "waiting")
        .with("result", result == null ? null : result.code())
        .with("detail", line.detail())
        .with("link", link == null ? null : link.code())
        .with("over_at", line.overAt())
        .done();
  }
}
