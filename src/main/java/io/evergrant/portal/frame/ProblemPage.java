package io.evergrant.portal.frame;

import io.evergrant.portal.text.Languages;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Tells what went wrong. Written by hand: it must work when pages do not, and for requests that a
 * page's machinery would take for a form of its own.
 */
public class ProblemPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var status =
        request.getDispatcherType() == DispatcherType.ERROR
            ? (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE)
            : Integer.valueOf(HttpServletResponse.SC_NOT_FOUND);
    if (ApiProblem.isOne(request)) {
      ApiProblem.write(response, status);
      return;
    }
    var kind = request.getAttribute(Problems.KIND);
    var key = "problem." + (kind == null ? kind(status) : kind);
    var text = Languages.of(request);
    response.setStatus(status);
    response.setContentType("text/html");
    response.setCharacterEncoding("UTF-8");
    response
        .getWriter()
        .printf(
            text.locale(),
            """
            <!DOCTYPE html>
            <html lang="%1$s"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%2$s · %6$s</title>
            <link rel="icon" href="%7$s/assets/leaf.svg"><link rel="stylesheet" href="%7$s/assets/evergrant.css">
            </head><body class="alone"><main>
            <a class="brand" href="%7$s/"><img src="%7$s/assets/leaf.svg" alt="" width="26" height="26">%6$s</a>
            <section class="card"><p class="soft">%8$d</p><h1>%2$s</h1><p>%3$s</p><p>%4$s</p>
            <p class="row"><a class="btn main" href="%7$s/">%5$s</a></p></section>
            </main></body></html>
            """,
            text.language(),
            text.of(key + ".title"),
            text.of(key + ".what"),
            text.of(key + ".mend"),
            text.of("problem.home"),
            text.of("product"),
            request.getContextPath(),
            status);
  }

  private static String kind(int status) {
    return switch (status) {
      case HttpServletResponse.SC_FORBIDDEN -> "forbidden";
      case HttpServletResponse.SC_NOT_FOUND -> "not_found";
      case HttpServletResponse.SC_SERVICE_UNAVAILABLE -> "store";
      default -> status < 500 ? "bad_request" : "broken";
    };
  }
}
