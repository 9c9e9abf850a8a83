package io.evergrant.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses what the library could not read of the headers by which it chooses a method: it would
 * answer without a word. What is forwarded is read at the provider.
 */
@Provider
@PreMatching
@Priority(Priorities.HEADER_DECORATOR)
public class ReadableHeaders implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    if (ForwardAddress.of(request.getUriInfo()).isEmpty()) {
      read(HttpHeaders.CONTENT_TYPE, request::getMediaType);
      read(HttpHeaders.ACCEPT, request::getAcceptableMediaTypes);
    }
  }

  private static void read(String header, Runnable reading) {
    try {
      reading.run();
    } catch (ProcessingException | IllegalArgumentException e) {
      throw new Problem(
              ProblemType.INVALID_HEADER,
              "«" + header + "» cannot be read. Write it as documented.")
          .with("header", header);
    }
  }
}
