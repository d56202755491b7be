package dev.tamis.web.openapi;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.stereotype.Component;

/**
 * Makes springdoc's parts when the document or its page is first asked for. Most nodes are never asked, and each would load a Jackson
 * of its own, and eight hundred classes, at its start.
 */
@Component
class DocumentOnDemand implements BeanFactoryPostProcessor {

    private static final String SPRINGDOC = "org.springdoc.";

    /** Who answers for the document, and who makes all others known to the library behind it, which nobody asks for. */
    private static final String DOCUMENT = "openApiResource";

    private static final String REGISTRAR = "modelConverterRegistrar";

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition bean = beans.getBeanDefinition(name);
            if (isSpringdocs(bean.getBeanClassName()) || isSpringdocs(bean.getFactoryBeanName())) {
                bean.setLazyInit(true);
            }
        }
        if (beans.containsBeanDefinition(DOCUMENT)) {
            beans.getBeanDefinition(DOCUMENT).setDependsOn(REGISTRAR);
        }
    }

    /** Configurations go by their class's name, and so do the beans that they make. */
    private static boolean isSpringdocs(String name) {
        return name != null && name.startsWith(SPRINGDOC);
    }
}
