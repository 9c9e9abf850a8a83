package io.evergrant.portal.frame;

import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.Tenant;
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
  static final String ATTRIBUTE = "evergrant.member";

  @Inject private HttpServletRequest request;
  @Inject private ReadMembers members;

  private @Nullable String organisation;

  static @Nullable Member of(HttpServletRequest request) {
    return (Member) request.getAttribute(ATTRIBUTE);
  }

  /** For pages that only members reach. */
  public Member member() {
    return find().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
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
