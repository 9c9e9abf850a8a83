package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with one answer. Where the endpoint did not act, the real answer is an empty 200.
 */
sealed interface Fault {
  Delivery spoil(HTTPResponse real);

  /** Whether the endpoint does its work, if the rule does not say. */
  default boolean actsByDefault() {
    return true;
  }

  /** Nothing but the rule's latency. */
  record None() implements Fault {
    @Override
    public Delivery spoil(HTTPResponse real) {
      return new Delivery.Whole(real);
    }
  }

  /**
   * An error of the machinery around the endpoint: 429, 500, 502, 503, with a JSON body or none.
   */
  record Status(int status, boolean body, @Nullable String retryAfter) implements Fault {
    @Override
    public Delivery spoil(HTTPResponse real) {
      var answer =
          body ? Answers.json(status, Json.of("error", "server_error")) : new HTTPResponse(status);
      if (retryAfter != null) {
        answer.setHeader("Retry-After", retryAfter);
      }
      return new Delivery.Whole(answer);
    }

    @Override
    public boolean actsByDefault() {
      return false;
    }
  }

  record Drop() implements Fault {
    @Override
    public Delivery spoil(HTTPResponse real) {
      return new Delivery.Dropped();
    }

    @Override
    public boolean actsByDefault() {
      return false;
    }
  }

  record Cut(int at) implements Fault {
    @Override
    public Delivery spoil(HTTPResponse real) {
      return new Delivery.Cut(real, at);
    }
  }

  record Trickle(Duration pause) implements Fault {
    @Override
    public Delivery spoil(HTTPResponse real) {
      return new Delivery.Trickle(real, pause);
    }
  }

  /** Complete on the wire, but its JSON breaks off. */
  record Malformed() implements Fault {
    @Override
    public Delivery spoil(HTTPResponse real) {
      var body = String.valueOf(real.getBody());
      return new Delivery.Whole(
          Answers.of(
              real.getStatusCode(), "application/json", body.substring(0, body.length() / 2)));
    }
  }

  /** Readable JSON of so many bytes and more. */
  record Huge(int bytes) implements Fault {
    @Override
    public Delivery spoil(HTTPResponse real) {
      var padded = Json.parse(real.getBody());
      padded.put("padding", "x".repeat(bytes));
      return new Delivery.Whole(Answers.json(real.getStatusCode(), padded));
    }
  }

  record Redirect(URI to) implements Fault {
    @Override
    public Delivery spoil(HTTPResponse real) {
      var answer = new HTTPResponse(302);
      answer.setLocation(to);
      return new Delivery.Whole(answer);
    }

    @Override
    public boolean actsByDefault() {
      return false;
    }
  }

  /** A page where JSON is due, as a proxy in maintenance gives it. */
  record Html(int status) implements Fault {
    @Override
    public Delivery spoil(HTTPResponse real) {
      return new Delivery.Whole(
          Answers.of(
              status,
              "text/html; charset=utf-8",
              "<!doctype html><title>Maintenance</title><p>Back soon"));
    }

    @Override
    public boolean actsByDefault() {
      return false;
    }
  }

  static Fault fromJson(JSONObject json) {
    var kind = Json.text(json, "kind").toLowerCase(Locale.ROOT);
    return switch (kind) {
      case "none" -> new None();
      case "status" ->
          new Status(
              Json.number(json, "status", 500),
              Json.flag(json, "body", true),
              json.getAsString("retry_after"));
      case "drop" -> new Drop();
      case "cut" -> new Cut(Json.number(json, "at", 0));
      case "trickle" -> new Trickle(Duration.ofMillis(Json.number(json, "pause_ms", 100)));
      case "malformed" -> new Malformed();
      case "huge" -> new Huge(Json.number(json, "bytes", 10_000_000));
      case "redirect" -> new Redirect(URI.create(Json.text(json, "to")));
      case "html" -> new Html(Json.number(json, "status", 200));
      default -> throw new IllegalArgumentException("unknown kind of fault: " + kind);
    };
  }
}
