package dev.tamis.experiment;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface FinalEvaluationRows extends JpaRepository<FinalEvaluation, UUID> {}
