package dev.tamis.web.token;

import dev.tamis.access.Credential;
import dev.tamis.web.http.ApiController;
import dev.tamis.web.openapi.Tags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Who one is. */
@ApiController
@RequestMapping("/api/v1/me")
@Tag(name = Tags.ACCESS)
class MeController {

    @GetMapping
    @Operation(operationId = "getMe", summary = "Tell who sends the request, and what they may do")
    MeView me(Credential shown) {
        return MeView.of(shown);
    }
}
