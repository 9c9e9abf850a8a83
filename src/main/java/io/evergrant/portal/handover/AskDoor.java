package io.evergrant.portal.handover;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.frame.SignedInSession;
import io.evergrant.usecase.handover.Asked;
import io.evergrant.usecase.handover.HandOverToken;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.UUID;

/** The receiver's page asks, with the public half of the key that it made. */
@WebServlet("/hand-overs/ask")
public class AskDoor extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 8 * 1024;

  @Inject private transient SignedInMember me;
  @Inject private transient HandOverToken handOvers;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var body = request.getInputStream().readNBytes(LONGEST + 1);
    if (!"application/json".equals(request.getContentType()) || body.length > LONGEST) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    try {
      answer(response, ask(request, object(body)));
    } catch (JsonException | IllegalArgumentException e) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    }
  }

  private Asked ask(HttpServletRequest request, JsonObject wish) {
    return handOvers.ask(
        me.member(),
        SignedInSession.browser(request).secret(),
        new GrantId(UUID.fromString(wish.getString("grant", ""))),
        wish.getString("reason", ""),
        wish.getString("spki", ""));
  }

  private static JsonObject object(byte[] body) {
    try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
      return reader.readObject();
    }
  }

  private static void answer(HttpServletResponse response, Asked asked) throws IOException {
    switch (asked) {
      case Asked.Done done ->
          Answers.json(
              response,
              200,
              Json.createObjectBuilder()
                  .add("id", done.handOver().id().toString())
                  .add("code", done.code())
                  .add("context", done.context())
                  .add("ends_at", done.handOver().endsAt().toString()));
      case Asked.Off off -> Answers.why(response, 409, "off");
      case Asked.ProviderRefuses refuses -> Answers.why(response, 409, "provider_refuses");
      case Asked.NoSuchGrant none -> response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      case Asked.NotUsable not -> Answers.why(response, 409, "not_usable");
      case Asked.ReasonUnfit unfit -> Answers.why(response, 422, "reason");
      case Asked.KeyUnfit unfit -> Answers.why(response, 422, "key");
    }
  }
}
