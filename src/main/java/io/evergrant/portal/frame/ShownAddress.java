package io.evergrant.portal.frame;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;

/** Forms post to the address in the browser's bar, not to the file of their page. */
public class ShownAddress extends ViewHandlerWrapper {
  public ShownAddress(ViewHandler wrapped) {
    super(wrapped);
  }

  @Override
  public String getActionURL(FacesContext context, String viewId) {
    return Paths.shown((HttpServletRequest) context.getExternalContext().getRequest());
  }
}
