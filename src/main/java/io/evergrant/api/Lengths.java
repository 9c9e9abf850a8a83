package io.evergrant.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Documents tell their length, though nothing is held back to count it. */
@Provider
public class Lengths implements ContainerResponseFilter {
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof String document) {
      var length = document.getBytes(UTF_8).length;
      response.getHeaders().putSingle(HttpHeaders.CONTENT_LENGTH, length);
    }
  }
}
