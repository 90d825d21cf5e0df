Feature: Unknown outcomes
  When Hubflo's answer to a write is lost, nobody knows whether it was done. It is looked for, never sent
  again at once, and never is somebody there twice without a person being told.

  Background:
    Given Xero has these contacts:
      | name     | person     | email             |
      | Acme Ltd | Jane Smith | jane@acme.example |

  Scenario Outline: What was done and not answered is found, and taken as done
    Given Hubflo's answer to the first new <what> is <lost>
    When Hubflo and Xero are connected
    And 5 minutes pass
    Then Hubflo has these contacts:
      | name       | company  |
      | Jane Smith | Acme Ltd |
    And Hubflo has 1 company
    And the contacts stand so:
      | contact  | stands  | in Hubflo  |
      | Acme Ltd | created | Jane Smith |

    Examples:
      | what    | lost                     |
      | contact | lost after it was made   |
      | company | lost after it was made   |
      | contact | cut in the middle        |
      | company | cut in the middle        |
      | contact | a page of something else |

  Scenario Outline: What never arrived is sent again, once its absence counts
    Given the first new <what> never reaches Hubflo, and nobody says so
    When Hubflo and Xero are connected
    And 9 minutes pass
    Then Hubflo has no contacts
    And 1 write has an unknown outcome
    And nothing needs me
    When 10 minutes pass
    Then Hubflo has these contacts:
      | name       | company  |
      | Jane Smith | Acme Ltd |
    And Hubflo has 1 company

    Examples:
      | what    |
      | contact |
      | company |

  Scenario: How long absence must last is a setting
    Given the first new contact never reaches Hubflo, and nobody says so
    And Hubflo and Xero are connected
    When I set "absence-wait-minutes" to "60"
    And 30 minutes pass
    Then Hubflo has no contacts
    When 35 minutes pass
    Then Hubflo has 1 contact

  Scenario Outline: What lands late, but before absence counts, is found
    Given Hubflo carries the first new <what> out <minutes> minutes late
    When Hubflo and Xero are connected
    And 40 minutes pass
    Then Hubflo has 1 contact
    And Hubflo has 1 company
    And the contacts stand so:
      | contact  | stands  | in Hubflo  |
      | Acme Ltd | created | Jane Smith |
    And nothing needs me

    Examples:
      | what    | minutes |
      | contact | 1       |
      | contact | 9       |
      | company | 1       |
      | company | 9       |

  Scenario: What lands after it was sent again is an alarm with both ids
    Given Hubflo carries the first new contact out 13 minutes late
    When Hubflo and Xero are connected
    And 40 minutes pass
    Then Hubflo has 2 contacts
    And the alarm names both ids of "Jane Smith"
    And these questions need me:
      | question | held |
      | twin     | 1    |

  Scenario: The alarm ends by itself once only one is left
    Given Hubflo carries the first new contact out 13 minutes late
    And Hubflo and Xero are connected
    And 40 minutes pass
    When in Hubflo the contact that is not joined to Xero is deleted
    And 25 hours pass
    Then nothing needs me
    And Hubflo has 1 contact

  Scenario: A second company is an alarm too
    Given Hubflo carries the first new company out 13 minutes late
    When Hubflo and Xero are connected
    And 40 minutes pass
    Then Hubflo has 2 companies
    And Hubflo has 1 contact
    And these questions need me:
      | question | held |
      | twin     | 1    |

  Scenario: While it is unknown the others come over
    Given Xero has the customer "Ben Brown" with the email "ben@brown.example"
    And the first new contact never reaches Hubflo, and nobody says so
    When Hubflo and Xero are connected
    And 5 minutes pass
    Then Hubflo has 1 contact
    And 1 write has an unknown outcome

  Scenario: Somebody typed the contact in while it was unknown
    Given the first new contact never reaches Hubflo, and nobody says so
    And Hubflo and Xero are connected
    When Hubflo has these contacts:
      | name       | email             |
      | Jane Smith | jane@acme.example |
    And 40 minutes pass
    Then Hubflo has 1 contact
    And the contacts stand so:
      | contact  | in Hubflo  |
      | Acme Ltd | Jane Smith |

  Scenario Outline: A change whose answer was lost is made once, and counts as ours
    Given Hubflo and Xero are connected
    And <what happens> the first change in Hubflo
    When in Xero the phone of "Acme Ltd" becomes "0113 496 0002"
    And 1 hour passes
    And 30 minutes pass
    Then in Hubflo the phone of "Jane Smith" is "0113 496 0002"
    When in Xero the phone of "Acme Ltd" becomes "0113 496 0003"
    And 1 hour passes
    Then in Hubflo the phone of "Jane Smith" is "0113 496 0003"
    And nothing needs me

    Examples:
      | what happens                    |
      | the answer is lost after        |
      | the line breaks before          |

  Scenario: What Hubflo refuses is held with its own sentence
    Given Xero has these contacts:
      | name      | person    | email        |
      | Ben Brown | Ben Brown | not an email |
    When Hubflo and Xero are connected
    Then the contacts stand so:
      | contact   | stands    | because        |
      | Acme Ltd  | created   | created by us  |
      | Ben Brown | needs you | portal refused |
    And the question about "Ben Brown" quotes "Email is invalid"

  Scenario: A person who was deleted in Hubflo does not stop anything
    Given Hubflo and Xero are connected
    When in Hubflo "Jane Smith" is deleted
    And in Xero the phone of "Acme Ltd" becomes "0113 496 0002"
    And 2 hours pass
    Then Hubflo has no contacts
    And Hubflo was called at most 40 times
