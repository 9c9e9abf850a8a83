package io.evergrant.portal.audit;

import io.evergrant.domain.audit.ExportId;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.audit.DescribeExport;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What an export holds, for members. */
@WebServlet("/audit/exports/*")
public class ExportManifest extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient SignedInMember me;
  @Inject private transient Here here;
  @Inject private transient DescribeExport manifests;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var manifest =
        manifests.manifest(me.member(), here.id(ExportId::new)).orElseThrow(NotFound::new);
    ExportDownload.manifest(response, manifest);
  }
}
