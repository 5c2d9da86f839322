"""What search engines, shared links and the tabs of browsers are told of the pages: nothing that the pages themselves do not say."""
