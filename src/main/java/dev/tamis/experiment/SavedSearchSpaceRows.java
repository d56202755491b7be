package dev.tamis.experiment;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface SavedSearchSpaceRows extends JpaRepository<SavedSearchSpace, UUID> {

    Optional<SavedSearchSpace> findByIdempotencyKey(String key);
}
