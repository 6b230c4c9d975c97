package dev.latchkey.rivals;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API's one endpoint. */
@RestController
class PersonController {
    @GetMapping("/users/1")
    Person show() {
        return new Person(1, "alice");
    }
}
