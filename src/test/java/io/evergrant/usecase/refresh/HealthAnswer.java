package io.evergrant.usecase.refresh;

import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Answers of health checks where no server provides them. */
final class HealthAnswer extends HealthCheckResponseBuilder {
  private final Map<String, Object> data = new HashMap<>();
  private String name = "";
  private Status status = Status.DOWN;

  private HealthAnswer() {}

  static void provide() {
    HealthCheckResponse.setResponseProvider(HealthAnswer::new);
  }

  static Map<String, Object> data(HealthCheck check) {
    return check.call().getData().orElseThrow();
  }

  /** What the container would find. */
  @SuppressWarnings("unchecked")
  static <T> Instance<T> only(T value) {
    return (Instance<T>)
        Proxy.newProxyInstance(
            HealthAnswer.class.getClassLoader(),
            new Class<?>[] {Instance.class},
            (proxy, method, arguments) -> value);
  }

  @Override
  public HealthCheckResponseBuilder name(String name) {
    this.name = name;
    return this;
  }

  @Override
  public HealthCheckResponseBuilder withData(String key, String value) {
    data.put(key, value);
    return this;
  }

  @Override
  public HealthCheckResponseBuilder withData(String key, long value) {
    data.put(key, value);
    return this;
  }

  @Override
  public HealthCheckResponseBuilder withData(String key, boolean value) {
    data.put(key, value);
    return this;
  }

  @Override
  public HealthCheckResponseBuilder up() {
    return status(true);
  }

  @Override
  public HealthCheckResponseBuilder down() {
    return status(false);
  }

  @Override
  public HealthCheckResponseBuilder status(boolean up) {
    status = up ? Status.UP : Status.DOWN;
    return this;
  }

  @Override
  public HealthCheckResponse build() {
    return new HealthCheckResponse(name, status, Optional.of(Map.copyOf(data)));
  }
}
