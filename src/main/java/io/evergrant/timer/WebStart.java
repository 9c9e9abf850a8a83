package io.evergrant.timer;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** The web application is there. */
@WebListener
public class WebStart implements ServletContextListener {
  @Inject private WebContext context;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    context.capture();
  }
}
