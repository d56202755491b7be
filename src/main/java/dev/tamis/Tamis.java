package dev.tamis;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Tamis {

    public static void main(String[] arguments) {
        SpringApplication.run(Tamis.class, arguments);
    }
}
