package io.evergrant.plants;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** A test method that has to see a fault: {@code Class#method}. */
record Named(String type, String method) {
  static Named of(String text) {
    var parts = text.split("#", -1);
    if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
      throw new IllegalStateException(text + " is no Class#method");
    }
    return new Named(parts[0], parts[1]);
  }

  /** The method itself, whatever it is given; it must be there, once, and be a test. */
  Method find() {
    List<Method> found;
    try {
      found =
          Arrays.stream(Class.forName(type).getDeclaredMethods())
              .filter(one -> one.getName().equals(method))
              .filter(one -> AnnotationSupport.isAnnotated(one, Testable.class))
              .toList();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(this + ": there is no such class", e);
    }
    if (found.size() != 1) {
      throw new IllegalStateException(this + ": " + found.size() + " test methods of that name");
    }
    return found.getFirst();
  }

  /** Whether it may start a portal. */
  boolean isIntegration() {
    return type.endsWith("IT");
  }

  @Override
  public String toString() {
    return type + "#" + method;
  }
}
