package dev.tamis.web.session;

import dev.tamis.access.Credential;
import dev.tamis.access.Credentials;
import dev.tamis.web.http.ApiController;
import dev.tamis.web.openapi.Examples;
import dev.tamis.web.openapi.Tags;
import dev.tamis.web.reading.Submitted;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** How the dashboard gets in: it asks for the token once and keeps a cookie that it cannot read. */
@ApiController
@RequestMapping("/api/v1/session")
@Tag(name = Tags.ACCESS)
@SecurityRequirements
class SessionController {

    private final Credentials credentials;

    SessionController(Credentials credentials) {
        this.credentials = credentials;
    }

    @GetMapping
    @Operation(
            operationId = "getSession",
            summary = "Tell whether a token is needed, and whether one was brought",
            description = "For pages, which cannot read their cookie. Needs no token itself.")
    SessionView session(HttpServletRequest request) {
        return SessionView.of(credentials.areNeeded(), Credential.of(request).filter(any -> credentials.areNeeded()));
    }

    @PostMapping
    @Operation(
            operationId = "openSession",
            summary = "Exchange a token for a cookie",
            description =
                    "For pages; programs send Authorization: Bearer with each request. The cookie holds for 30 days, but no"
                            + " longer than the token; it cannot be read by scripts and goes to no other site. Where no token is needed any will do, and there is"
                            + " no cookie.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SessionRequest.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "token",
                                                            summary = "A token",
                                                            value = Examples.SESSION))))
    @ApiResponse(
            responseCode = "200",
            description = "Let in",
            useReturnTypeSchema = true,
            headers =
                    @Header(
                            name = HttpHeaders.SET_COOKIE,
                            description = "The session, where a token is needed",
                            schema = @Schema(type = "string")))
    ResponseEntity<SessionView> open(@RequestBody Submitted<SessionRequest> body, HttpServletRequest request) {
        body.violations().throwIfAny();
        Optional<Credentials.Opened> opened = credentials.logIn(body.value().token(), request);
        return answer(HttpStatus.OK, opened.map(Credentials.Opened::cookie))
                .body(SessionView.of(credentials.areNeeded(), opened.map(Credentials.Opened::credential)));
    }

    @DeleteMapping
    @Operation(operationId = "closeSession", summary = "Take the cookie from the browser")
    @ApiResponse(
            responseCode = "204",
            description = "The browser has no session any more",
            headers =
                    @Header(
                            name = HttpHeaders.SET_COOKIE,
                            description = "Ends the session, where a token is needed",
                            schema = @Schema(type = "string")))
    ResponseEntity<Void> close(HttpServletRequest request) {
        return answer(HttpStatus.NO_CONTENT, credentials.logOut(request)).build();
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status, Optional<ResponseCookie> cookie) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).cacheControl(CacheControl.noStore());
        cookie.ifPresent(each -> answer.header(HttpHeaders.SET_COOKIE, each.toString()));
        return answer;
    }
}
