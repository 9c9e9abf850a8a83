package io.evergrant.portal.handover;

import io.evergrant.domain.sealing.HandOver;
import io.evergrant.domain.sealing.HandOverId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.frame.SignedInSession;
import io.evergrant.usecase.handover.Collected;
import io.evergrant.usecase.handover.HandOverToken;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The receiver's page looks how its wish stands, and fetches the sealed token. */
@WebServlet("/hand-overs/mine")
public class CollectDoor extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient SignedInMember me;
  @Inject private transient HandOverToken handOvers;
  @Inject private transient InstantSource clock;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var member = me.member();
    var found = id(request).flatMap(id -> handOvers.find(member, id));
    if (found.isEmpty() || !isOf(member, found.get())) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    var state = found.get().state(clock.instant()).name().toLowerCase(Locale.ROOT);
    Answers.json(response, 200, Json.createObjectBuilder().add("state", state));
  }

  private static boolean isOf(Member member, HandOver handOver) {
    return handOver.askedBy().equals(member.id());
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var id = id(request);
    if (id.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    var session = SignedInSession.browser(request).secret();
    switch (handOvers.collect(me.member(), session, id.get())) {
      case Collected.Not not -> Answers.why(response, 409, not.why().code());
      case Collected.Sealed sealed -> {
        response.setContentType("application/octet-stream");
        response.setContentLength(sealed.bytes().length);
        response.getOutputStream().write(sealed.bytes());
      }
    }
  }

  private static Optional<HandOverId> id(HttpServletRequest request) {
    try {
      var text = Optional.ofNullable(request.getParameter("id"));
      return text.map(UUID::fromString).map(HandOverId::new);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
