package io.evergrant.portal.frame;

import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.OwnSettings;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.Tenant;
import io.evergrant.portal.text.ShownZone;
import io.evergrant.usecase.port.Members.Known;
import io.evergrant.usecase.tenant.ReadMembers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whoever makes this request, as the database knew the person when it began. */
@Named("me")
@RequestScoped
public class SignedInMember {
  private static final String ATTRIBUTE = "evergrant.member";

  @Inject private HttpServletRequest request;
  @Inject private ReadMembers members;

  private @Nullable String organisation;

  /** Whoever is signed in is this for the rest of the request. */
  static void is(HttpServletRequest request, Known known) {
    request.setAttribute(ATTRIBUTE, known);
    ShownZone.choose(request, known.own().zone());
  }

  static @Nullable Member of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Known known ? known.member() : null;
  }

  /** For pages that only members reach. */
  public Member member() {
    return find().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
  }

  /** What the person chose for oneself; for pages that only members reach. */
  public OwnSettings own() {
    if (request.getAttribute(ATTRIBUTE) instanceof Known known) {
      return known.own();
    }
    throw new IllegalStateException("nobody is signed in");
  }

  public Optional<Member> find() {
    return Optional.ofNullable(of(request));
  }

  /** Whether somebody may be signed in whom the database could not name. */
  public boolean isUnread() {
    return request.getAttribute(SessionAuthentication.STORE_IS_DOWN) != null;
  }

  public boolean isAdmin() {
    return has(Role.ADMIN);
  }

  public boolean isOperator() {
    return has(Role.OPERATOR);
  }

  public String getName() {
    return member().displayName();
  }

  public String getEmail() {
    return member().email();
  }

  public Role getRole() {
    return member().role();
  }

  /** Name of the organisation; empty for an operator. */
  public String getOrganisation() {
    if (organisation == null) {
      organisation = members.tenantOf(member()).map(Tenant::name).orElse("");
    }
    return organisation;
  }

  private boolean has(Role role) {
    return find().filter(member -> member.role() == role).isPresent();
  }
}
