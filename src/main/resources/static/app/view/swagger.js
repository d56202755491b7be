// Swagger UI has no form for the token before it has read the document, which needs the token: so it is asked for here.

import { ensureSession } from "../session.js";

export function showSwagger(main) {
  main.textContent = "Swagger UI opens …";
  ensureSession().then(() => location.replace(new URL("swagger-ui/index.html", document.baseURI)));
}
