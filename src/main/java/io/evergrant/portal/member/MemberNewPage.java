package io.evergrant.portal.member;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.tenant.Role;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.tenant.InviteMember;
import io.evergrant.usecase.tenant.InviteMember.Invited;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Invites somebody. A link that is not mailed is part of this one response: no session holds it,
 * and no redirect follows. Sending the form again invites nobody, because the address is taken
 * then.
 */
@Named("memberNewPage")
@RequestScoped
public class MemberNewPage {
  /** The role that can do least comes first. */
  static final List<Role> ROLES = List.of(Role.AUDITOR, Role.ADMIN);

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private InviteMember members;
  @Inject private LinkPost post;

  private final Map<String, String> problems = new HashMap<>();
  private Invited.@Nullable Link link;

  public void invite() {
    var by = Steward.of(me.member());
    switch (members.invite(by, here.parameter("email"), value("name"), role(), post.isAsked())) {
      case Invited.Link made -> made(made);
      case Invited.NoAddress no -> refuse("email", text.of("member.problem.email"));
      case Invited.Taken taken -> refuse("email", text.of("member.problem.taken"));
      case Invited.LongName no -> refuse("name", text.of("member.problem.name", no.longest()));
    }
  }

  private void made(Invited.Link made) {
    var onwards = "/members/" + made.member();
    if (post.isLeft(me.member().administers(), made.member(), made.address(), onwards)) {
      link = made;
    }
  }

  private void refuse(String field, String why) {
    problems.put(field, why);
    notes.say(Tone.BAD, text.of("member.invalid"));
  }

  private Role role() {
    return roleOf(getRole());
  }

  /** Whatever else is sent is the role that can do least. */
  static Role roleOf(String name) {
    return ROLES.stream().filter(role -> role.name().equals(name)).findFirst().orElse(Role.AUDITOR);
  }

  public String value(String field) {
    return here.parameter(field);
  }

  public String problem(String field) {
    return problems.getOrDefault(field, "");
  }

  public List<Role> getRoles() {
    return ROLES;
  }

  public String getRole() {
    return here.parameter("role");
  }

  public boolean isMade() {
    return link != null;
  }

  /** Shown once. */
  public String getAddress() {
    return link == null ? "" : link.address().toString();
  }

  public String getId() {
    return link == null ? "" : link.member().toString();
  }
}
