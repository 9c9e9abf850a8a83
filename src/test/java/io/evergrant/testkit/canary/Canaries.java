package io.evergrant.testkit.canary;

import io.evergrant.testkit.process.RandomSecret;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The secrets that went through the portal in a test. */
public final class Canaries {
  /** What is shorter is found by chance. */
  private static final int SHORTEST = 12;

  private final Map<String, Canary> all = new LinkedHashMap<>();
  private final Set<String> flows = new LinkedHashSet<>();

  /**
   * One of them.
   *
   * @param kind how the domain calls it, such as {@code RefreshToken}
   * @param flow in which it went through
   */
  public record Canary(String kind, String flow, String secret) {
    @Override
    public String toString() {
      return kind + " of " + flow;
    }
  }

  /** What people, logs and pages are most likely to write otherwise than it is. */
  public static String madeUp() {
    return "c4/" + RandomSecret.password() + "+=&<'\">%";
  }

  /** Of so many letters and digits, for where the portal looks at no other. */
  public static String madeUp(int length) {
    var text = new StringBuilder();
    while (text.length() < length) {
      text.append(UUID.randomUUID().toString().replace("-", ""));
    }
    return text.substring(0, length);
  }

  /** Keeps it, and answers it. */
  public synchronized String add(String kind, String flow, @Nullable String secret) {
    if (secret == null || secret.length() < SHORTEST) {
      throw new IllegalArgumentException("no secret of " + flow + ": " + secret);
    }
    flows.add(flow);
    all.putIfAbsent(secret, new Canary(kind, flow, secret));
    return secret;
  }

  /** In this flow these went through. */
  public synchronized void addAll(String flow, Collection<Canary> found) {
    if (found.isEmpty()) {
      throw new IllegalArgumentException("nothing went through in " + flow);
    }
    found.forEach(one -> add(one.kind(), flow, one.secret()));
  }

  public synchronized List<Canary> all() {
    return List.copyOf(all.values());
  }

  /** The flows in which any went through. */
  public synchronized Set<String> flows() {
    return Set.copyOf(flows);
  }
}
