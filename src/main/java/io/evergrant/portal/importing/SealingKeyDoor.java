package io.evergrant.portal.importing;

import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.frame.SignedInSession;
import io.evergrant.usecase.importing.sealed.Issued;
import io.evergrant.usecase.importing.sealed.SealedImport;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;

/** Gives the page's script a key for one import. */
@WebServlet("/grants/import/key")
public class SealingKeyDoor extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient SignedInMember me;
  @Inject private transient SealedImport imports;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (imports.issue(me.member(), SignedInSession.browser(request).secret())) {
      case Issued.Off off -> response.sendError(HttpServletResponse.SC_FORBIDDEN);
      case Issued.TooMany many -> response.setStatus(429);
      case Issued.Done done -> {
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response
            .getWriter()
            .write(
                Json.createObjectBuilder()
                    .add("key", done.key().toString())
                    .add("spki", Base64.getEncoder().encodeToString(done.publicKey()))
                    .add("context", done.context())
                    .add("ends_at", done.endsAt().toString())
                    .build()
                    .toString());
      }
    }
  }
}
