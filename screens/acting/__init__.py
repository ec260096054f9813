"""What can be done from any screen with the participant, employer or vacancy under the cursor."""
