package io.evergrant.portal.frame;

import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ActionEvent;
import jakarta.faces.event.ActionListener;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Notes that a button did what it stands for. A button that a page does not show any more does
 * nothing, and without this nobody would be told.
 */
public class Acted implements ActionListener {
  private static final String ATTRIBUTE = "evergrant.acted";

  private final ActionListener wrapped;

  public Acted(ActionListener wrapped) {
    this.wrapped = wrapped;
  }

  @Override
  public void processAction(ActionEvent event) {
    var request =
        (HttpServletRequest) FacesContext.getCurrentInstance().getExternalContext().getRequest();
    request.setAttribute(ATTRIBUTE, true);
    wrapped.processAction(event);
  }

  static boolean happened(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) != null;
  }
}
