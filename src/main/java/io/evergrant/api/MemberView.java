package io.evergrant.api;

import io.evergrant.domain.notice.Topic;
import io.evergrant.domain.tenant.Membership;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** A member as the API shows one: the link is in the answer that made it alone. */
final class MemberView {
  private MemberView() {}

  static Json of(Membership membership) {
    var member = membership.member();
    return new Json()
        .with("id", member.id())
        .with("email", member.email())
        .with("display_name", member.displayName())
        .with("role", Parameters.code(member.role()))
        .with("state", Parameters.code(membership.state()))
        .with("link_ends_at", membership.linkEndsAt())
        .with(Conditions.VERSION, membership.version());
  }

  /** In a list, with what changes by itself. */
  static JsonObject inList(Membership membership) {
    return of(membership).with("signed_in_at", membership.signedInAt()).done();
  }

  static JsonObject made(Membership membership, URI link) {
    return of(membership).with("link", link).done();
  }

  /** What a member is told by mail. */
  static JsonObject wishes(Membership membership, Optional<Set<Topic>> chosen) {
    var told = chosen.orElseGet(() -> Topic.usual(membership.member().role()));
    return new Json()
        .with("topics", Json.texts(told.stream().sorted().map(Topic::code).toList()))
        .with("chosen", chosen.isPresent())
        .done();
  }
}
