package io.evergrant.it.container;

import io.evergrant.portal.frame.SignedInMember;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells whoever calls what the container makes of them. */
@WebServlet("/it/who")
public class WhoServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient SecurityContext security;
  @Inject private transient SignedInMember me;
  @Inject private transient AdminsOnly admins;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var roles =
        Stream.of("ADMIN", "AUDITOR", "OPERATOR")
            .filter(request::isUserInRole)
            .collect(Collectors.joining(","));
    var tenant = me.find().map(member -> Objects.toString(member.tenant())).orElse("none");
    response.setContentType("text/plain");
    response
        .getWriter()
        .print(
            String.join(
                " ",
                name(request.getUserPrincipal()),
                name(security.getCallerPrincipal()),
                roles.isEmpty() ? "none" : roles,
                tenant,
                admins.answer()));
  }

  private static String name(@Nullable Principal principal) {
    return principal == null ? "nobody" : principal.getName();
  }
}
