package io.evergrant.adapter.oauth;

import io.evergrant.adapter.http.GuardedStream;
import io.evergrant.adapter.http.StreamAsk;
import io.evergrant.adapter.http.Streamed;
import io.evergrant.adapter.http.Streamed.Line;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.usecase.port.ProviderApi;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.ArrayList;

/** Calls with a bearer token (RFC 6750 section 2.1). */
@Singleton
public class ForwardedCalls implements ProviderApi {
  private static final Logger LOG = System.getLogger(ForwardedCalls.class.getName());

  private final GuardedStream stream;

  @Inject
  public ForwardedCalls(GuardedStream stream) {
    this.stream = stream;
  }

  @Override
  public boolean permits(ApiHost host) {
    return stream.permits(URI.create(host.toString()));
  }

  @Override
  public Answer call(Request request, AccessToken token) {
    return switch (stream.send(ask(request, token))) {
      case Streamed.Begun begun ->
          new Responded(
              begun.status(),
              begun.fields().stream().map(line -> new Field(line.name(), line.value())).toList(),
              begun.body(),
              begun.length(),
              begun.end());
      case Streamed.NotBegun not -> {
        LOG.log(
            Level.INFO, "a call to {0} was not sent: {1}", request.uri().getHost(), not.detail());
        yield new NotSent(not.refused(), not.detail());
      }
      case Streamed.Crowded crowded -> new Crowded();
      case Streamed.Gone gone -> new Lost(gone.timeout());
      case Streamed.SourceBroken broken -> new BodyBroken();
    };
  }

  private static StreamAsk ask(Request request, AccessToken token) {
    var fields = new ArrayList<Line>();
    request.fields().forEach(field -> fields.add(new Line(field.name(), field.value())));
    fields.add(new Line("Authorization", "Bearer " + token.reveal()));
    var body = request.body();
    return new StreamAsk(
        request.method(),
        request.uri(),
        fields,
        body == null ? null : body.bytes(),
        body == null ? -1 : body.length());
  }
}
