package io.evergrant.portal.member;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Membership;
import io.evergrant.domain.tenant.Role;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.Query;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.tenant.ChangeMember;
import io.evergrant.usecase.tenant.ChangeMember.Changed;
import io.evergrant.usecase.tenant.ReadMembers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One member, for an admin. Every form names what it was filled in over. */
@Named("memberPage")
@RequestScoped
public class MemberPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ReadMembers members;
  @Inject private ChangeMember change;
  @Inject private LinkPost post;

  private @Nullable Membership membership;
  private String address = "";

  public void load() {
    membership = members.find(me.member(), id()).orElseThrow(NotFound::new);
  }

  public Membership getMembership() {
    if (membership == null) {
      load();
    }
    return Objects.requireNonNull(membership);
  }

  /**
   * What a posted form's tree asks for before its button acts: a member who was removed meanwhile
   * is told by the act, and not by a page that is not found.
   */
  private Optional<Membership> there() {
    if (membership == null) {
      membership = members.find(me.member(), id()).orElse(null);
    }
    return Optional.ofNullable(membership);
  }

  public String getRole() {
    return there().map(one -> one.member().role().name()).orElse("");
  }

  public @Nullable Instant getSignedInAt() {
    return there().map(Membership::signedInAt).orElse(null);
  }

  public @Nullable Instant getLinkEndsAt() {
    return there().map(Membership::linkEndsAt).orElse(null);
  }

  public boolean isMe() {
    return id().equals(me.member().id());
  }

  public List<Role> getRoles() {
    return MemberNewPage.ROLES;
  }

  public void changeRole() {
    var role = MemberNewPage.roleOf(here.parameter("role"));
    tell(change.changeRole(by(), id(), version(), role), "member.changed", own());
  }

  public void remove() {
    tell(change.remove(by(), id(), version()), "member.removed", "/members");
  }

  public void renewLink() {
    tell(change.renewLink(by(), id(), version(), post.isAsked()), "member.changed", own());
  }

  private void tell(Changed ending, String done, String to) {
    switch (ending) {
      case Changed.Done changed -> {
        notes.sayNext(Tone.GOOD, text.of(done));
        here.go(to);
      }
      case Changed.Link link -> made(link.address());
      case Changed.Meanwhile other -> meanwhile();
      case Changed.LastAdmin last -> notes.say(Tone.BAD, text.of("member.last_admin"));
      case Changed.Oneself oneself -> notes.say(Tone.BAD, text.of("member.oneself"));
    }
  }

  private void made(URI link) {
    if (post.isLeft(me.member().administers(), id(), link, own())) {
      address = link.toString();
      load();
    }
  }

  /** With what it is now, so that nobody repeats it unseen. */
  private void meanwhile() {
    var now = members.find(me.member(), id());
    if (now.isEmpty()) {
      notes.sayNext(Tone.BAD, text.of("member.gone"));
      here.go("/members");
      return;
    }
    membership = now.get();
    var role = now.get().member().role().name().toLowerCase(Locale.ROOT);
    notes.say(Tone.BAD, text.of("member.meanwhile", text.of("role." + role)));
  }

  /** Shown once; empty where none was made by this very request. */
  public String getAddress() {
    return address;
  }

  /** The query that asks the log for what the member did. */
  public String getLog() {
    return new Query().with("q", "actor:" + getMembership().member().email()).toString();
  }

  /** Whoever gave up the own role may not come back here. */
  private String own() {
    return isMe() ? "/members" : "/members/" + id();
  }

  private Steward by() {
    return Steward.of(me.member());
  }

  private long version() {
    try {
      return Long.parseLong(here.parameter("version"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private MemberId id() {
    return here.id(MemberId::new);
  }
}
